package chat.maru.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Records of the log stay readable for newer builds, and newer ones for older builds (ADR 0007).
class LogRecordTest {
  @Test
  void aRecordFromBeforeAudienceKnewPermissionsIsForEverybodyInTheGuild() {
    var old =
        """
        {"v":1,"type":"GUILD_UPDATE","key":"7","outboxId":"3",
         "audience":{"of":"guild","guild_id":"7"},"payload":{}}
        """;

    assertThat(Json.readOwn(old, LogRecord.class).audience()).isEqualTo(new Audience.Guild(7));
  }

  @Test
  void anAudienceKeepsItsPermissionsThroughTheLog() {
    var record =
        new LogRecord(
            1,
            "INVITE_CREATE",
            9,
            4,
            new Audience.Channel(9, 7, 1 << 4),
            NullNode.getInstance(),
            Optional.empty());

    assertThat(Json.readOwn(Json.write(record), LogRecord.class).audience())
        .isEqualTo(new Audience.Channel(9, 7, 1 << 4));
  }
}
