package dev.probeline.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final Schema V1 = Registry.parse("""
            {"type":"record","name":"R","namespace":"a","fields":[{"name":"x","type":"long"}]}""");
    private static final Schema V2 = Registry.parse("""
            {"type":"record","name":"R","namespace":"a","fields":[
              {"name":"x","type":"long"},{"name":"y","type":["null","string"],"default":null}]}""");
    private static final Schema BREAKING = Registry.parse("""
            {"type":"record","name":"R","namespace":"a","fields":[
              {"name":"x","type":"long"},{"name":"z","type":"string"}]}""");

    private final Registry registry = new Registry();

    @Test
    void theSameSchemaKeepsItsVersionAndItsId() {
        RegisteredSchema first = registry.register("s", V1);
        RegisteredSchema again =
                registry.register("s", Registry.parse(V1.toString().replace(",", " ,\n")));

        assertThat(again).isEqualTo(first);
        assertThat(registry.versions("s")).containsExactly(1);
    }

    @Test
    void oneSchemaUnderTwoSubjectsHasOneId() {
        int id = registry.register("a", V1).id();

        assertThat(registry.register("b", V1).id()).isEqualTo(id);
        assertThat(registry.usesOf(id)).extracting(RegisteredSchema::subject).containsExactly("a", "b");
    }

    @Test
    void theOrderOfJsonKeysMakesNoOtherSchema() {
        Schema turned = Registry.parse("""
                {"fields":[{"type":"long","name":"x"}],"namespace":"a","name":"R","type":"record"}""");

        assertThat(registry.register("s", turned)).isEqualTo(registry.register("s", V1));
    }

    @Test
    void aDocMakesAnotherSchema() {
        Schema documented = Registry.parse("""
                {"type":"record","name":"R","namespace":"a","doc":"d","fields":[{"name":"x","type":"long"}]}""");

        assertThat(registry.register("s", V1).id())
                .isNotEqualTo(registry.register("s", documented).id());
    }

    @Test
    void versionsCountUpAndLatestIsTheLast() {
        registry.register("s", V1);
        registry.register("s", V2);

        assertThat(registry.versions("s")).containsExactly(1, 2);
        assertThat(registry.version("s", "latest").schema()).isEqualTo(V2);
        assertThat(registry.version("s", "1").schema()).isEqualTo(V1);
    }

    @Test
    void anIncompatibleSchemaIsRefusedWithTheReason() {
        registry.register("s", V1);

        assertThatThrownBy(() -> registry.register("s", BREAKING))
                .isInstanceOf(RegistryFault.class)
                .hasMessageContaining("\"s\"")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageContaining("FULL_TRANSITIVE");
    }

    @Test
    void aLevelOfASubjectWinsOverTheGlobalOne() {
        registry.register("s", V1);
        registry.level("s", Compatibility.FORWARD);

        assertThat(registry.register("s", BREAKING).version()).isEqualTo(2);
        assertThat(registry.level("other")).isEqualTo(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void askingForCompatibilityRegistersNothing() {
        registry.register("s", V1);

        assertThat(registry.objections("s", Optional.of("latest"), V2)).isEmpty();
        assertThat(registry.objections("s", Optional.of("latest"), BREAKING)).isNotEmpty();
        assertThat(registry.versions("s")).containsExactly(1);
    }

    @Test
    void aDeletedVersionNumberIsNotGivenAgainAndItsIdStaysReadable() {
        registry.register("s", V1);
        int id = registry.register("s", V2).id();

        assertThat(registry.delete("s", "2")).isEqualTo(2);
        assertThat(registry.register("s", V2).version()).isEqualTo(3);
        assertThat(registry.byId(id)).isEqualTo(V2);
        assertThat(registry.delete("s")).isEqualTo(List.of(1, 3));
        assertThat(registry.subjects()).isEmpty();
    }
}
