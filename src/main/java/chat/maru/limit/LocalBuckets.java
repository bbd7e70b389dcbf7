package chat.maru.limit;

import chat.maru.limit.Limit.Away;
import chat.maru.limit.Verdict.Left;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What this node allows while Redis does not answer: for each limit a bucket of tokens of the same
/// size that fills at the same rate, or half of it. The longest unused of 50,000 are forgotten,
/// about 10 MB.
@ApplicationScoped
public class LocalBuckets {
  static final int BOUND = 50_000;

  @Inject LimitConfig config;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > BOUND;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  /// Spends all or nothing, as Redis would.
  Verdict spend(List<Charge> charges, long nowMillis) {
    lock.lock();
    try {
      var refusing = -1;
      for (var i = 0; i < charges.size(); i++) {
        if (fill(charges.get(i), nowMillis).tokens < Math.max(charges.get(i).cost(), 1)
            && refusing < 0) {
          refusing = i;
        }
      }
      var left = new ArrayList<Left>(charges.size());
      for (var charge : charges) {
        left.add(spend(charge, fill(charge, nowMillis), refusing < 0 ? charge.cost() : 0));
      }
      return new Verdict(left, refusing < 0 ? Optional.empty() : Optional.of(left.get(refusing)));
    } finally {
      lock.unlock();
    }
  }

  private Left spend(Charge charge, Bucket bucket, int cost) {
    bucket.tokens -= cost;
    var missing = 1 - (bucket.tokens - Math.floor(bucket.tokens));
    var wait = (long) Math.ceil(missing / perMilli(charge.limit()));
    return new Left(
        charge, most(charge.limit()), (int) Math.max(0, bucket.tokens), Duration.ofMillis(wait));
  }

  private Bucket fill(Charge charge, long nowMillis) {
    var most = most(charge.limit());
    var bucket = buckets.computeIfAbsent(charge.key(), _ -> new Bucket(most, nowMillis));
    var passed = Math.max(0, nowMillis - bucket.at);
    bucket.tokens = Math.min(most, bucket.tokens + passed * perMilli(charge.limit()));
    bucket.at = nowMillis;
    return bucket;
  }

  private int most(Limit limit) {
    var most = config.size(limit).most();
    return limit.away() == Away.HALF ? Math.max(1, most / 2) : most;
  }

  private double perMilli(Limit limit) {
    return (double) most(limit) / config.size(limit).per().toMillis();
  }

  /// How many are remembered.
  int count() {
    lock.lock();
    try {
      return buckets.size();
    } finally {
      lock.unlock();
    }
  }
}
