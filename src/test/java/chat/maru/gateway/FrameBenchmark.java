package chat.maru.gateway;

import chat.maru.event.LogRecord;
import chat.maru.gateway.frame.Encoded;
import chat.maru.wire.Json;
import java.nio.charset.StandardCharsets;
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

/// What a message costs a gateway node: reading and encoding it, once; making a session's frame of
/// it, once for each session.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FrameBenchmark {
  private static final String RECORD =
      """
      {"v":1,"type":"MESSAGE_CREATE","key":"1439930000000000001","outboxId":"77","audience":
      {"of":"channel","channel_id":"1439930000000000001","guild_id":"1439930000000000000",
      "any_of":"0"},"payload":{"id":"1439930000000000005","channel_id":"1439930000000000001",
      "seq":4711,"type":0,"content":"The kettle is on; who wants tea? 차 마실 사람?","author":{"id":
      "1439930000000000002","username":"mina","discriminator":"0","global_name":null,
      "avatar":null,"bot":false,"system":false,"flags":0,"public_flags":0},"timestamp":
      "2026-11-27T08:00:00.000000+00:00","edited_timestamp":null,"tts":false,"mention_everyone":
      false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],"components":[],
      "pinned":false,"flags":0,"guild_id":"1439930000000000000","member":{"roles":[],"nick":null}}}
      """;

  private final LogRecord record = Json.readOwn(RECORD, LogRecord.class);
  private final Encoded whole = Tailed.of(1, record).whole();
  private int sequence = 100_000;

  @Benchmark
  public LogRecord readRecord() {
    return Json.readOwn(RECORD, LogRecord.class);
  }

  @Benchmark
  public Object encodeOnce() {
    return Tailed.of(1, record);
  }

  @Benchmark
  public String frame() {
    return whole.frame(sequence++);
  }

  /// What every session would pay if its frame was turned into bytes for it alone.
  @Benchmark
  public byte[] frameInUtf8() {
    return whole.frame(sequence++).getBytes(StandardCharsets.UTF_8);
  }
}
