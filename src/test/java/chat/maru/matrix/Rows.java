package chat.maru.matrix;

import chat.maru.matrix.table.AccountRows;
import chat.maru.matrix.table.ApplicationRows;
import chat.maru.matrix.table.BanRows;
import chat.maru.matrix.table.ChannelRows;
import chat.maru.matrix.table.GuildRows;
import chat.maru.matrix.table.InviteRows;
import chat.maru.matrix.table.MemberRows;
import chat.maru.matrix.table.MessagePartRows;
import chat.maru.matrix.table.MessageRows;
import chat.maru.matrix.table.PageRows;
import chat.maru.matrix.table.RoleRows;
import chat.maru.matrix.table.RoomRows;
import chat.maru.matrix.table.ThreadRows;
import chat.maru.matrix.table.WebhookRows;
import java.util.List;
import java.util.stream.Stream;

/// All rows of the matrix.
final class Rows {
  private Rows() {}

  static List<Row> all() {
    return Stream.of(
            AccountRows.rows(),
            ApplicationRows.rows(),
            BanRows.rows(),
            ChannelRows.rows(),
            GuildRows.rows(),
            InviteRows.rows(),
            MemberRows.rows(),
            MessageRows.rows(),
            PageRows.rows(),
            MessagePartRows.rows(),
            RoleRows.rows(),
            RoomRows.rows(),
            ThreadRows.rows(),
            WebhookRows.rows())
        .flatMap(List::stream)
        .toList();
  }
}
