package chat.maru.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import chat.maru.platform.sql.Store;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;

/// Every "must never" of the house, one rule each, for the packages below a root.
final class HouseRules {
  private static final int MAX_PARAMETERS = 5;
  private static final Pattern FORBIDDEN_NAMES =
      Pattern.compile(
          ".*(Manager|Helper|Utils?|Impl|Facade|Assembler|Mapper)|(Base|Abstract)[A-Z].*");

  /// Nested classes and lambdas of a resource included.
  private static final DescribedPredicate<JavaClass> RESOURCE =
      describe("a resource", it -> it.getName().matches(".*Resource(\\$.*)?"));

  private final String root;
  private final Map<String, ArchRule> rules = new LinkedHashMap<>();

  private HouseRules(String root) {
    this.root = root;
  }

  /// The rules by name.
  static Map<String, ArchRule> of(String root) {
    var house = new HouseRules(root);
    house.floors();
    house.outsideThings();
    house.persistence();
    house.shapes();
    house.time();
    return house.rules;
  }

  private String in(String name) {
    return root + "." + name + "..";
  }

  private void rule(String name, ArchRule rule) {
    rules.put(name, rule.allowEmptyShould(true));
  }

  private void floors() {
    rule("floors", classes().should(new Floors(root).condition()));
    rule("no cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
    rule("nobody imports boot", onlyIn(resideInAPackage(in("boot")), in("boot")));
    rule("nobody imports embedded", onlyIn(resideInAPackage(in("embedded")), in("embedded")));
    rule(
        "only boot imports the gateway",
        onlyIn(resideInAPackage(in("gateway")), in("gateway"), in("boot")));
    rule(
        "kernel and wire know no runtime",
        noClasses()
            .that(resideInAnyPackage(in("kernel"), in("wire")))
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta..")));
    rule(
        "kernel is plain Java",
        classes()
            .that(resideInAPackage(in("kernel")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", in("kernel"))));
  }

  private void outsideThings() {
    rule(
        "runtimes only in boot",
        onlyIn(resideInAnyPackage("io.helidon..", "com.ibm..", "io.openliberty.."), in("boot")));
    rule(
        "what knows Helidon stays out of the WAR by name",
        noClasses()
            .that(not(describe("Main or Runtime...", HouseRules::isHelidons)))
            .should()
            .dependOnClassesThat(resideInAPackage("io.helidon..")));
    rule(
        "Kafka only in platform.stream",
        onlyIn(resideInAPackage("org.apache.kafka.."), in("platform.stream"), in("embedded")));
    rule(
        "Redis only in platform.redis",
        onlyIn(
            resideInAnyPackage("redis.clients..", "redis.embedded.."),
            in("platform.redis"),
            in("embedded")));
    rule(
        "S3 only in platform.blob",
        onlyIn(resideInAPackage("software.amazon.."), in("platform.blob")));
    rule(
        "WebSocket only in gateway",
        onlyIn(resideInAPackage("jakarta.websocket.."), in("gateway")));
    rule(
        "JAX-RS only at the doors",
        noClasses()
            .that(resideOutsideOfPackages(in("platform.http"), in("boot")))
            .and(not(RESOURCE))
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.ws.rs..")));
  }

  private void persistence() {
    rule(
        "EntityManager only in stores",
        noClasses()
            .that()
            .areNotAnnotatedWith(Store.class)
            .should()
            .dependOnClassesThat(assignableTo(EntityManager.class)));
    rule(
        "no transaction on resources",
        noClasses().that(RESOURCE).should().dependOnClassesThat(assignableTo(Transactional.class)));
    rule(
        "no entity in a resource or on the wire",
        methods()
            .that()
            .areDeclaredInClassesThat(RESOURCE.or(resideInAPackage(in("wire"))))
            .and()
            .areNotPrivate()
            .should(faults("name no entity", HouseRules::entities)));
    rule(
        "entities refer by id",
        noFields()
            .should()
            .beAnnotatedWith(ManyToOne.class)
            .orShould()
            .beAnnotatedWith(OneToMany.class)
            .orShould()
            .beAnnotatedWith(OneToOne.class)
            .orShould()
            .beAnnotatedWith(ManyToMany.class)
            .orShould()
            .beAnnotatedWith(ElementCollection.class));
  }

  private void shapes() {
    rule(
        "no class of ours extends a class of ours",
        classes().should(faults("stand alone", this::inheritance)));
    rule("names", classes().should(faults("be named for what they do", HouseRules::badName)));
    rule(
        "at most five parameters",
        codeUnits().should(faults("have at most five parameters", HouseRules::manyParameters)));
    rule(
        "packages say what lives in them",
        classes().should(faults("have a package-info", HouseRules::notIntroduced)));
    rule(
        "beans have no public fields",
        fields().should(faults("not be public in a bean", HouseRules::publicInBean)));
    rule(
        "configuration is injected",
        fields()
            .that()
            .areAnnotatedWith(ConfigProperty.class)
            .should()
            .beAnnotatedWith(Inject.class));
  }

  private void time() {
    rule(
        "no clock but the injected one",
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
    rule(
        "no ThreadLocal",
        noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class)));
    rule(
        "no System.out",
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  private static ArchRule onlyIn(DescribedPredicate<JavaClass> thing, String... places) {
    return noClasses().that(resideOutsideOfPackages(places)).should().dependOnClassesThat(thing);
  }

  private static boolean isHelidons(JavaClass type) {
    return type.getName().matches(".*\\.boot\\.(Main|Runtime\\w*)(\\$.*)?");
  }

  private static Stream<String> entities(JavaMethod method) {
    return Stream.concat(
            method.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream()),
            method.getReturnType().getAllInvolvedRawTypes().stream())
        .filter(type -> type.isAnnotatedWith(Entity.class))
        .map(type -> method.getFullName() + " shows the entity " + type.getName());
  }

  private Stream<String> inheritance(JavaClass type) {
    return type.getRawSuperclass().stream()
        .filter(parent -> parent.getPackageName().startsWith(root))
        .filter(_ -> !type.isAssignableTo(Throwable.class))
        .filter(_ -> !type.isAnonymousClass()) // the body of an enum constant
        .map(parent -> type.getName() + " extends " + parent.getName());
  }

  private static Stream<String> badName(JavaClass type) {
    return Stream.of(type)
        .filter(it -> FORBIDDEN_NAMES.matcher(it.getSimpleName()).matches())
        .map(it -> it.getName() + " says nothing");
  }

  private static Stream<String> manyParameters(JavaCodeUnit unit) {
    var free = unit.isConstructor() && unit.getOwner().isRecord();
    return free
            || isPrescribed(unit)
            || unit.getOwner().isEnum()
            || unit.getModifiers().contains(SYNTHETIC)
        ? Stream.empty()
        : Stream.of(unit)
            .filter(it -> it.getRawParameterTypes().size() > MAX_PARAMETERS)
            .map(it -> it.getFullName() + " has more");
  }

  /// Whether an interface that is not ours wants the method to be so.
  private static boolean isPrescribed(JavaCodeUnit unit) {
    return unit.getOwner().getAllRawInterfaces().stream()
        .filter(type -> !type.getPackageName().startsWith("chat.maru"))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(
            it ->
                it.getName().equals(unit.getName())
                    && it.getRawParameterTypes().size() == unit.getRawParameterTypes().size());
  }

  private static Stream<String> notIntroduced(JavaClass type) {
    return type.getPackage().tryGetPackageInfo().isPresent()
            && type.getPackage().isAnnotatedWith(NullMarked.class)
        ? Stream.empty()
        : Stream.of(type.getPackageName() + " has no @NullMarked package-info.java");
  }

  private static Stream<String> publicInBean(JavaField field) {
    var owner = field.getOwner();
    var bean =
        owner.isAnnotatedWith(ApplicationScoped.class)
            || owner.isAnnotatedWith(RequestScoped.class)
            || owner.isAnnotatedWith(Store.class);
    return bean && field.getModifiers().contains(PUBLIC) && !field.getModifiers().contains(STATIC)
        ? Stream.of(field.getFullName() + " would be reached past the proxy")
        : Stream.empty();
  }

  /// A condition from what is wrong with an item.
  static <T> ArchCondition<T> faults(String text, Function<T, Stream<String>> of) {
    return new ArchCondition<>(text) {
      @Override
      public void check(T item, ConditionEvents events) {
        of.apply(item)
            .map(fault -> SimpleConditionEvent.violated(item, fault))
            .forEach(events::add);
      }
    };
  }
}
