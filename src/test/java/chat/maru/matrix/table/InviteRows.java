package chat.maru.matrix.table;

import static chat.maru.access.Permission.CREATE_INSTANT_INVITE;
import static chat.maru.access.Permission.MANAGE_CHANNELS;
import static chat.maru.access.Permission.MANAGE_GUILD;
import static chat.maru.matrix.Principal.BANNED;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Invites.
public final class InviteRows {
  private InviteRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listChannelInvites").get("/channels/{channel}/invites").needs(MANAGE_CHANNELS),
        operation("createChannelInvite")
            .post("/channels/{channel}/invites", "{}")
            .needs(CREATE_INSTANT_INVITE),
        operation("listGuildInvites").get("/guilds/{guild}/invites").needs(MANAGE_GUILD),
        operation("createGuildInvite").post("/guilds/{guild}/invites", "{}"),
        operation("inviteResolve").get("/invites/{invite}").open(),
        operation("acceptInvite")
            .post("/invites/{invite}", "{}")
            .except(BOT, 403, 20001)
            .except(BANNED, 403, 40007),
        operation("inviteRevoke").delete("/invites/{invite}").inGuild().needs(MANAGE_CHANNELS));
  }
}
