package chat.maru.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What JSON costs on the path of a message.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final String BODY =
      """
      {"content":"The kettle is on; who wants tea? 차 마실 사람?","nonce":"1439930000000000009",
       "tts":false,"flags":0,"allowed_mentions":{"parse":["users"]},"clientMsgId":"0c6f9d2e"}
      """;
  private static final String EMBED =
      """
      {"content":"","embeds":[{"title":"Tea","description":"of the day","fields":[
       {"name":"green","value":"sencha"},{"name":"black","value":"assam","inline":true}]}]}
      """;

  private final CreateMessage body = Json.readOwn(BODY, CreateMessage.class);
  private final JsonNode tree = Json.readOwn(BODY, JsonNode.class);

  @Benchmark
  public CreateMessage readBody() throws JsonProcessingException {
    return Json.read(BODY, CreateMessage.class);
  }

  @Benchmark
  public CreateMessage readBodyWithEmbed() throws JsonProcessingException {
    return Json.read(EMBED, CreateMessage.class);
  }

  @Benchmark
  public CreateMessage bindTree() throws JsonProcessingException {
    return Json.bind(tree, CreateMessage.class);
  }

  @Benchmark
  public String write() {
    return Json.write(body);
  }

  @Benchmark
  public byte[] writeBytes() {
    return Json.writeBytes(body);
  }
}
