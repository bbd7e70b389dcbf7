package chat.maru.platform.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/// Figures for `/metrics`. Names begin with `maru_`; docs/07 lists them.
@ApplicationScoped
public class Telemetry {
  @Inject MetricRegistry registry;

  /// Shows a number that is asked for whenever somebody looks.
  public void gauge(String name, String description, Supplier<Number> value) {
    var metadata =
        Metadata.builder()
            .withName(name)
            .withDescription(description)
            .withUnit(MetricUnits.NONE)
            .build();
    registry.gauge(metadata, value);
  }

  /// Counts something that took time: count, sum and buckets.
  ///
  /// @param tags few values each: never an id or a raw path
  public void took(String name, Duration time, Map<String, String> tags) {
    registry
        .timer(
            name,
            tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toArray(Tag[]::new))
        .update(time);
  }
}
