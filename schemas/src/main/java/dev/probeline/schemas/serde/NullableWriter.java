package dev.probeline.schemas.serde;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Decides "null or X" by looking for null, where Avro would look up the value's class; most of our fields are one. */
final class NullableWriter extends SpecificDatumWriter<Object> {

    NullableWriter(Schema schema, SpecificData model) {
        super(schema, model);
    }

    @Override
    protected int resolveUnion(Schema union, Object datum) {
        List<Schema> branches = union.getTypes();
        if (branches.size() != 2 || branches.get(0).getType() != Schema.Type.NULL) {
            return super.resolveUnion(union, datum);
        }
        return datum == null ? 0 : 1;
    }
}
