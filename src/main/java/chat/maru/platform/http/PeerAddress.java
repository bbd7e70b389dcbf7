package chat.maru.platform.http;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where a request comes from: the peer of the connection, or, if that is a proxy of ours, the last
/// address of `X-Forwarded-For` that is none. What a stranger writes there is not believed.
@ApplicationScoped
public class PeerAddress {
  /// The property under which the runtime's own Java tells the peer.
  public static final String PROPERTY = "maru.peer";

  /// The header in which the runtime's own Java tells the peer of a socket that is being opened.
  /// Its name is made anew at each start: nobody else can send it.
  public static final String SOCKET_HEADER =
      "X-Peer-" + Long.toHexString(new SecureRandom().nextLong() | 1L << 63);

  /// The same, as Helidon tells it.
  private static final String HELIDON = "io.helidon.jaxrs.remote-host";

  @Inject
  @ConfigProperty(name = "maru.http.trusted-proxies")
  Optional<String> trustedProxies;

  private List<Network> trusted = List.of();

  /// An address and how many of its bits count.
  private record Network(byte[] address, int bits) {
    static Network parse(String text) {
      var slash = text.indexOf('/');
      var address =
          literal(slash < 0 ? text : text.substring(0, slash))
              .orElseThrow(
                  () ->
                      new IllegalStateException("maru.http.trusted-proxies: no address: " + text));
      var all = address.getAddress().length * 8;
      return new Network(
          address.getAddress(), slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(InetAddress other) {
      var bytes = other.getAddress();
      if (bytes.length != address.length) {
        return false;
      }
      for (var bit = 0; bit < bits; bit++) {
        if (((bytes[bit / 8] ^ address[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  @PostConstruct
  void load() {
    trusted =
        trustedProxies.stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::parse)
            .toList();
  }

  /// Returns the address as text; empty where the runtime does not tell it.
  String of(ContainerRequestContext request) {
    var peer = request.getProperty(PROPERTY);
    return of(
        String.valueOf(
            peer == null ? Optional.ofNullable(request.getProperty(HELIDON)).orElse("") : peer),
        request.getHeaders().getOrDefault("X-Forwarded-For", List.of()));
  }

  /// Returns the address as text; empty where the peer is none.
  ///
  /// @param forwarded the `X-Forwarded-For` headers in their order, each with one or more addresses
  public String of(String peer, List<String> forwarded) {
    var way = new ArrayList<String>();
    forwarded.forEach(header -> way.addAll(Arrays.asList(header.split(",", -1))));
    way.add(peer);
    var nearest = "";
    for (var hop : way.reversed()) {
      var address = literal(hop.strip());
      if (address.isEmpty()) {
        return nearest;
      }
      nearest = address.get().getHostAddress();
      if (trusted.stream().noneMatch(network -> network.holds(address.get()))) {
        return nearest;
      }
    }
    return nearest;
  }

  /// Reads an address, and never asks a name server about what a stranger sent.
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
