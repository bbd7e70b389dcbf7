package chat.maru.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaruIT {
  @Test
  void theServerAnswersAndRefusesInTheProtocolsShape() {
    assertThat(Rest.anonymous().at("").get("/").status()).isEqualTo(200);
    Rest.anonymous().get("/there/is/no/such/thing").refused(404, 0);
  }
}
