package chat.maru.platform.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The database outside of JPA: for the schema, for locks that live as long as a connection, and
/// for what must not share the pool.
@ApplicationScoped
public class Database {
  /// The pools say the same and more, in `microprofile-config.properties` and Open Liberty's
  /// `server.xml`: a frozen process must not hold a lock.
  private static final String TIMEOUTS =
      "-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";

  @Inject
  @Named("jdbc/main")
  Instance<DataSource> named;

  @Inject
  @ConfigProperty(name = "maru.db.url")
  String url;

  @Inject
  @ConfigProperty(name = "maru.db.user")
  String user;

  @Inject
  @ConfigProperty(name = "maru.db.password")
  String password;

  /// Returns the pool that JPA uses too. Helidon offers it as a bean, Open Liberty by JNDI.
  @SuppressWarnings("BanJNDI") // a fixed name of our own, nothing a user wrote
  public DataSource pool() {
    if (named.isResolvable()) {
      return named.get();
    }
    try {
      return (DataSource) new InitialContext().lookup("jdbc/main");
    } catch (NamingException e) {
      throw new IllegalStateException("no data source jdbc/main", e);
    }
  }

  /// Opens a connection of its own, outside the pool, for a lock or a LISTEN that lives as long as
  /// it.
  ///
  /// @param name what `pg_stat_activity` shows
  public Connection open(String name) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", name);
    properties.setProperty("options", TIMEOUTS);
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("tcpKeepAlive", "true");
    return driver().connect(url, properties);
  }

  /// DriverManager would not find the driver on Open Liberty, whose class loaders it does not know.
  private Driver driver() throws SQLException {
    for (var driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new SQLException("maru.db.url (MARU_DB_URL) is no address of a PostgreSQL: " + url);
  }
}
