package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.ThreadListJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The archived threads of a channel.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/threads/archived")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ThreadArchiveResource {
  static final int PAGE = 50;
  static final int MAX_PAGE = 100;

  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ThreadLists lists;
  @Inject Clock clock;

  @GET
  @Path("/public")
  public ThreadListJson listPublicArchivedThreads(
      @PathParam("channel_id") String channel,
      @Parameter(schema = @Schema(format = "date-time")) @QueryParam("before")
          @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return lists.publicArchive(channel(channel), moment(before), limit(limit));
  }

  @GET
  @Path("/private")
  public ThreadListJson listPrivateArchivedThreads(
      @PathParam("channel_id") String channel,
      @Parameter(schema = @Schema(format = "date-time")) @QueryParam("before")
          @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return lists.privateArchive(channel(channel), moment(before), limit(limit));
  }

  private Grant channel(String channel) {
    return gate.channel(caller.actor(), Param.id("channel_id", channel));
  }

  private static int limit(@Nullable String limit) {
    return Param.limit(limit, PAGE, MAX_PAGE);
  }

  /// Reads `before`; whatever was archived until now where it is left out.
  private Instant moment(@Nullable String before) {
    if (before == null || before.isEmpty()) {
      return clock.instant();
    }
    try {
      // a + that was not escaped has come as a blank
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(before.replace(' ', '+'), Instant::from);
    } catch (DateTimeParseException _) {
      throw new Check()
          .fail("before", "DATE_TIME_TYPE_PARSE", "Could not parse the moment.")
          .refusal()
          .orElseThrow();
    }
  }
}
