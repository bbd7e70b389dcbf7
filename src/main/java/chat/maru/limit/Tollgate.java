package chat.maru.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/// Charges requests of the API before anything is done for them.
@ApplicationScoped
public class Tollgate {
  @Inject Limits limits;
  @Inject InvalidRequests invalidRequests;

  /// A request, as far as limits care.
  ///
  /// @param template the path's, such as `/channels/{channel_id}`; [Route#UNMATCHED] where no
  ///     operation matches
  /// @param parameters those of the path
  /// @param caller who shows valid credentials, else the address
  public record Call(
      String method,
      String template,
      Map<String, String> parameters,
      Payer caller,
      String address) {}

  /// Charges a request. One round trip, but for webhooks.
  public Toll charge(Call call) {
    var found = Route.of(call.method(), call.template());
    if (found.isEmpty()) {
      return Toll.FREE;
    }
    var route = found.get();
    var blocked = invalidRequests.blocks(call.address());
    if (blocked.isPresent()) {
      return new Toll(route.hash(), Optional.empty(), blocked);
    }
    var charges = route.charges(call.caller(), call.address(), call.parameters());
    var verdict = limits.spend(charges);
    return new Toll(route.hash(), verdict.of(charges.getFirst()), verdict.refusal());
  }

  /// A request was answered: some answers count against the address, if it is known.
  public void answered(Toll toll, int status, String address) {
    if (!address.isEmpty() && toll.isInvalid(status)) {
      invalidRequests.count(address);
    }
  }
}
