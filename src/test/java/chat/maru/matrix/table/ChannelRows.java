package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_CHANNELS;
import static chat.maru.access.Permission.MANAGE_ROLES;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Channels of guilds.
public final class ChannelRows {
  private ChannelRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listGuildChannels").get("/guilds/{guild}/channels"),
        operation("createGuildChannel")
            .post("/guilds/{guild}/channels", "{'name':'new'}")
            .gives(201)
            .needs(MANAGE_CHANNELS),
        operation("bulkUpdateGuildChannels")
            .patch("/guilds/{guild}/channels", "[{'id':'{channel}','position':0}]")
            .gives(204)
            .needs(MANAGE_CHANNELS),
        operation("getChannel").get("/channels/{channel}"),
        operation("updateChannel")
            .patch("/channels/{channel}", "{'topic':'new'}")
            .needs(MANAGE_CHANNELS),
        operation("updateChannel")
            .when("overwrites")
            .patch(
                "/channels/{channel}",
                "{'permission_overwrites':[{'id':'{hidden}','type':1,'deny':'1024'}]}")
            .needs(MANAGE_CHANNELS, MANAGE_ROLES),
        operation("setChannelPermissionOverwrite")
            .put("/channels/{channel}/permissions/{high}", "{'type':1,'deny':'2048'}")
            .gives(204)
            .needs(MANAGE_ROLES),
        operation("deleteChannelPermissionOverwrite")
            .delete("/channels/{doomed}/permissions/{hidden}")
            .gives(204)
            .needs(MANAGE_ROLES),
        operation("deleteChannel").delete("/channels/{doomed}").needs(MANAGE_CHANNELS));
  }
}
