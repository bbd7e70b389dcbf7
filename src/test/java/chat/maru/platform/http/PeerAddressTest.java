package chat.maru.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerAddressTest {
  @Test
  void aStrangersHeaderIsNotBelieved() {
    assertThat(trusting("10.0.0.0/8").of("192.0.2.7", List.of("198.51.100.1")))
        .isEqualTo("192.0.2.7");
    assertThat(trusting("").of("10.0.0.1", List.of("198.51.100.1"))).isEqualTo("10.0.0.1");
  }

  @Test
  void theLastAddressThatIsNoProxyOfOursCounts() {
    var address = trusting("10.0.0.0/8, ::1");
    assertThat(address.of("10.0.0.1", List.of("203.0.113.9, 198.51.100.1, 10.3.2.1")))
        .isEqualTo("198.51.100.1");
    assertThat(address.of("::1", List.of("203.0.113.9", "10.9.9.9"))).isEqualTo("203.0.113.9");
    assertThat(address.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void whatIsNoAddressEndsTheSearch() {
    assertThat(trusting("10.0.0.0/8").of("10.0.0.1", List.of("203.0.113.9, evil.example.org")))
        .isEqualTo("10.0.0.1");
    assertThat(trusting("10.0.0.0/8").of("", List.of("203.0.113.9"))).isEmpty();
  }

  private static PeerAddress trusting(String proxies) {
    var address = new PeerAddress();
    address.trustedProxies = Optional.of(proxies);
    address.load();
    return address;
  }
}
