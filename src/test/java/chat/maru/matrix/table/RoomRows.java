package chat.maru.matrix.table;

import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Rooms and their recipients.
public final class RoomRows {
  private RoomRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listRooms").get("/rooms"),
        operation("getBadge").get("/users/@me/badge").except(BOT, 403, 20001),
        operation("createRoom").post("/rooms", "{'name':'new','user_ids':['{high}']}").gives(201),
        operation("getRoom").get("/rooms/{room}"),
        operation("joinRoom").post("/rooms/{room}/join", "{}"),
        operation("leaveRoom").post("/rooms/{room}/leave", "{}").gives(204),
        operation("listRoomMembers").get("/rooms/{room}/members"),
        operation("listRoomMessages").get("/rooms/{room}/messages"),
        operation("createRoomMessage").post("/rooms/{room}/messages", "{'content':'hello'}"),
        operation("listRoomPresences").get("/rooms/{room}/presences"),
        operation("readRoom").post("/rooms/{room}/read", "{'lastReadMessageId':'{inRoom}'}"),
        operation("addGroupDmUser").put("/channels/{room}/recipients/{newcomer}", "{}").gives(204),
        operation("deleteGroupDmUser")
            .delete("/channels/{room}/recipients/{moderator}")
            .gives(204)
            .refuses(403, 50013, MEMBER, ADMINISTRATOR));
  }
}
