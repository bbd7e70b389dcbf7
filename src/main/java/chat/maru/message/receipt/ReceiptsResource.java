package chat.maru.message.receipt;

import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.ReceiptVerdictJson;
import chat.maru.wire.VerifyReceipt;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Receipts that somebody holds.
@Path("/receipts")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReceiptsResource {
  private static final int LONGEST = 4_000;
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  @Inject Caller caller;
  @Inject ReceiptChecker checker;

  /// Checks a receipt: who holds it knows what is in it, so that no channel is asked for.
  @POST
  @Path("/verify")
  public ReceiptVerdictJson verifyReceipt(@Nullable VerifyReceipt body) {
    caller.actor();
    var receipt = Param.body(body).receipt();
    new Check()
        .required("receipt", receipt)
        .length("receipt", receipt, 1, LONGEST)
        .that(
            receipt == null || COMPACT.matcher(receipt).matches(),
            "receipt",
            "STRING_TYPE_REGEX",
            "Must be the signature of a receipt.")
        .orRefuse();
    return checker.check(Objects.requireNonNull(receipt));
  }
}
