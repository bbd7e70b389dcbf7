package chat.maru.matrix.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.op.AsyncApi;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// No event goes unclassified.
class EventRowsTest {
  @Test
  void everyEventHasARow() {
    var classified = EventRows.all().stream().map(EventRow::type).collect(Collectors.toSet());

    assertThat(AsyncApi.events().keySet())
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(classified)
                    .withFailMessage(
                        """
                        %s has no row in the matrix of events. Add one to EventRows: who gets it, \
                        the fields that its d may have, how to cause it, such as
                            event("%s", SEEING, "id channel_id guild_id", stage -> () -> \
                        stage.owner().post(stage.inChannel("/..."), Map.of()).expect(200)),
                        docs/07-DEVELOPMENT-GUIDE.md says more.""",
                        type, type)
                    .contains(type));
  }

  @Test
  void everyRowIsAnEventOnce() {
    var types = EventRows.all().stream().map(EventRow::type).toList();

    assertThat(types).doesNotHaveDuplicates().isSubsetOf(AsyncApi.events().keySet());
  }
}
