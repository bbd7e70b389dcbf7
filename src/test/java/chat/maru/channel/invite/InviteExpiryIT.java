package chat.maru.channel.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.maru.testkit.Await;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InviteExpiryIT {
  @Test
  void anExpiredInviteIsRefusedAndNotListed() {
    var guild = GuildOf.someone();
    var address = "/channels/" + guild.general() + "/invites";
    var invite = guild.owner().rest().post(address, Map.of("max_age", 1)).expect(200);
    var path = "/invites/" + invite.path("code").asText();
    var guest = Person.register();
    Await.until("expired", () -> guest.rest().get(path).status() == 404);
    guest.rest().post(path, Map.of()).refused(404, 10006);
    assertEquals(0, guild.owner().rest().get(address).expect(200).size());
  }
}
