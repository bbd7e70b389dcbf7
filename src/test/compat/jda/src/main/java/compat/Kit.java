package compat;

import java.net.URI;
import java.net.http.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;

/** Step runner and the "other user" REST helper shared by the Java suite. */
final class Kit {
  interface Body {
    void run() throws Exception;
  }

  static int passed, failed;
  static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
          });
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  static boolean step(String title, Body b) {
    return step(title, 20, b);
  }

  static boolean step(String title, int seconds, Body b) {
    String only = System.getenv("ONLY");
    if (only != null && !title.matches(".*(" + only + "|login|guild available).*")) return false;
    Future<?> f =
        POOL.submit(
            () -> {
              try {
                b.run();
              } catch (RuntimeException | Error e) {
                throw e;
              } catch (Exception e) {
                throw new RuntimeException(e);
              }
            });
    try {
      f.get(seconds, TimeUnit.SECONDS);
      passed++;
      System.out.println("ok - " + title);
      System.out.flush();
      return true;
    } catch (TimeoutException e) {
      f.cancel(true);
      fail(title, "timed out after " + seconds + " s");
    } catch (Exception e) {
      Throwable c = e.getCause() == null ? e : e.getCause();
      if (c.getClass() == RuntimeException.class && c.getCause() != null) c = c.getCause();
      if (System.getenv("DEBUG") != null) c.printStackTrace();
      fail(title, c.getClass().getSimpleName() + ": " + c.getMessage());
    }
    return false;
  }

  static void fail(String title, String why) {
    failed++;
    why = String.valueOf(why).replaceAll("\\s+", " ");
    System.out.println("not ok - " + title + ": " + why.substring(0, Math.min(300, why.length())));
    System.out.flush();
  }

  static void check(boolean c, String m) {
    if (!c) throw new AssertionError(m);
  }

  static void eq(Object a, Object b, String m) {
    if (!Objects.equals(a, b)) throw new AssertionError(m + ": expected " + b + ", got " + a);
  }

  static <T> T have(T t, String what) {
    if (t == null) throw new AssertionError(what + " is missing (an earlier step failed?)");
    return t;
  }

  static String env(String n) {
    String v = System.getenv(n);
    if (v == null || v.isEmpty())
      throw new IllegalStateException("missing environment variable " + n);
    return v;
  }

  record Res(int status, String body) {}

  static Res call(String auth, String method, String path, String json) throws Exception {
    for (int i = 0; i < 6; i++) {
      HttpRequest.Builder rb =
          HttpRequest.newBuilder(URI.create(env("CHAT_API") + "/v10" + path))
              .timeout(Duration.ofSeconds(15))
              .header("Authorization", auth);
      if (json != null) rb.header("Content-Type", "application/json");
      HttpResponse<String> r =
          HTTP.send(
              rb.method(
                      method,
                      json == null
                          ? HttpRequest.BodyPublishers.noBody()
                          : HttpRequest.BodyPublishers.ofString(json))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (r.statusCode() == 429) {
        Thread.sleep(
            (long) (1000 * Double.parseDouble(r.headers().firstValue("retry-after").orElse("1")))
                + 50);
        continue;
      }
      return new Res(r.statusCode(), r.body());
    }
    throw new IllegalStateException("still 429");
  }

  static Res must(String auth, String method, String path, String json) throws Exception {
    Res r = call(auth, method, path, json);
    if (r.status / 100 != 2)
      throw new AssertionError(method + " " + path + " -> " + r.status + " " + r.body);
    return r;
  }
}
