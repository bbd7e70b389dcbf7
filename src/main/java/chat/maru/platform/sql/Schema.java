package chat.maru.platform.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Map;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/// Brings the schema to the version of this build. Changes only go forward and are safe while nodes
/// of the previous version still run; several nodes may start at once, Liquibase's lock lets one
/// work.
@ApplicationScoped
public class Schema {
  private static final System.Logger LOG = System.getLogger(Schema.class.getName());
  private static final String CHANGELOG = "db/changelog/changelog.yaml";

  @Inject Database database;

  public void migrate() {
    var started = System.nanoTime();
    try (var connection = database.open("maru schema")) {
      var target =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Scope.child(
          Map.of(
              Scope.Attr.resourceAccessor.name(),
              new ClassLoaderResourceAccessor(Schema.class.getClassLoader()),
              Scope.Attr.ui.name(),
              new LoggerUIService()),
          () ->
              new CommandScope(UpdateCommandStep.COMMAND_NAME)
                  .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, target)
                  .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                  .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY, UpdateSummaryEnum.OFF)
                  .execute());
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException("The schema could not be brought up to date", e);
    }
    LOG.log(Level.INFO, "event=schema.ready ms={0}", (System.nanoTime() - started) / 1_000_000);
  }
}
