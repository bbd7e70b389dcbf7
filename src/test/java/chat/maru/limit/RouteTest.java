package chat.maru.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final Payer ALICE = Payer.user(7);
  private static final String HOME = "192.0.2.1";

  @Test
  void routesOfOneLineShareABucketAndOthersHaveTheirOwn() {
    var send = route("POST", "/channels/{channel_id}/messages");
    assertThat(send.bucket()).isEqualTo(Limit.CREATE_MESSAGE);
    assertThat(route("POST", "/rooms/{room_id}/messages").hash()).isEqualTo(send.hash());
    var react = "/channels/{c}/messages/{m}/reactions/{emoji_name: [^/]+}/@me";
    assertThat(route("PUT", react).bucket()).isEqualTo(Limit.REACT);
    assertThat(route("DELETE", react).hash()).isEqualTo(route("PUT", react).hash());
    var own = route("GET", "/guilds/{guild_id}/roles");
    assertThat(own.bucket()).isEqualTo(Limit.ROUTE);
    assertThat(own.hash())
        .isEqualTo(route("HEAD", "/guilds/{id}/roles").hash())
        .isNotEqualTo(route("POST", "/guilds/{guild_id}/roles").hash());
  }

  @Test
  void aBucketIsKeptApartByTheMajorParameter() {
    var send = route("POST", "/channels/{channel_id}/messages");
    assertThat(bucket(send, Map.of("channel_id", "5")))
        .isNotEqualTo(bucket(send, Map.of("channel_id", "6")))
        .isEqualTo(bucket(route("POST", "/rooms/{room_id}/messages"), Map.of("room_id", "5")));
    var members = route("GET", "/guilds/{guild_id}/members/{user_id}");
    assertThat(bucket(members, Map.of("guild_id", "5", "user_id", "1")))
        .isEqualTo(bucket(members, Map.of("guild_id", "5", "user_id", "2")))
        .isNotEqualTo(bucket(members, Map.of("guild_id", "6", "user_id", "1")));
    assertThat(bucket(send, Map.of("channel_id", "junk".repeat(100))))
        .isEqualTo(bucket(send, Map.of("channel_id", "-1")));
  }

  @Test
  void whatNoOperationMatchesSharesABucketHoweverItIsCalled() {
    assertThat(route("GET", Route.UNMATCHED)).isSameAs(route("X".repeat(50), Route.UNMATCHED));
    assertThat(route("GET", Route.UNMATCHED).hash())
        .isNotEqualTo(route("GET", "/users/@me").hash());
  }

  @Test
  void aWebhookIsSharedByAllWhoHaveItsToken() {
    var hook = route("POST", "/webhooks/{webhook_id}/{webhook_token}");
    var parameters = Map.of("webhook_id", "5", "webhook_token", "secret");
    var one = hook.charges(Payer.address(HOME), HOME, parameters);
    var other = hook.charges(Payer.address("192.0.2.2"), "192.0.2.2", parameters);
    assertThat(one.getFirst()).isEqualTo(other.getFirst());
    assertThat(one.getFirst().limit().scope()).isEqualTo("shared");
    assertThat(one.get(1)).isNotEqualTo(other.get(1));
    assertThat(one.getFirst().key()).doesNotContain("secret");
    assertThat(bucket(hook, Map.of("webhook_id", "5", "webhook_token", "other")))
        .isNotEqualTo(one.getFirst());
  }

  @Test
  void eachOperationHasItsTier() {
    assertThat(route("POST", "/channels/{id}/messages").tier()).isEqualTo(Limit.HIGH_FREQUENCY);
    assertThat(route("GET", "/rooms/{id}/messages").tier()).isEqualTo(Limit.HIGH_FREQUENCY);
    assertThat(route("POST", "/auth/login").tier()).isEqualTo(Limit.AUTH);
    assertThat(route("POST", "/auth/password-reset").tier()).isEqualTo(Limit.AUTH);
    assertThat(route("POST", "/auth/refresh").tier()).isEqualTo(Limit.API);
    assertThat(route("GET", "/auth/sessions").tier()).isEqualTo(Limit.API);
    assertThat(route("GET", Route.UNMATCHED).tier()).isEqualTo(Limit.API);
    assertThat(Route.of("GET", "/assets/{file}")).isEmpty();
    assertThat(Route.of("GET", "/{kind: avatars|icons}/{id: [0-9]+}/{file}")).isEmpty();
    assertThat(Route.of("GET", "/")).isEmpty();
  }

  @Test
  void theTierOfAuthIsPaidByTheAddressWhoeverCalls() {
    var charges = route("POST", "/auth/login").charges(ALICE, HOME, Map.of());
    assertThat(charges).allSatisfy(it -> assertThat(it.payer()).isEqualTo(Payer.address(HOME)));
    assertThat(charges).contains(Charge.asking(Limit.INVALID_REQUESTS, Payer.address(HOME)));
    assertThat(route("GET", "/users/@me").charges(ALICE, HOME, Map.of()))
        .allSatisfy(it -> assertThat(it.payer()).isEqualTo(ALICE));
  }

  @Test
  void addressesOfOneHouseholdCountAsOne() {
    assertThat(Payer.address("2001:db8:0:1:0:0:0:1"))
        .isEqualTo(Payer.address("2001:db8:0:1:ffff:0:0:2"))
        .isNotEqualTo(Payer.address("2001:db8:0:2:0:0:0:1"));
    assertThat(Payer.address("192.0.2.1")).isNotEqualTo(Payer.address("192.0.2.2"));
  }

  private static Route route(String method, String template) {
    return Route.of(method, template).orElseThrow();
  }

  private static Charge bucket(Route route, Map<String, String> parameters) {
    return route.charges(ALICE, HOME, parameters).getFirst();
  }
}
