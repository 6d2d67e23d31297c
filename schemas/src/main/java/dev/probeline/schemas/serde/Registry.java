package dev.probeline.schemas.serde;

import org.apache.avro.Schema;

/** What a serde asks a schema registry. Every method may throw the exceptions of this package. */
interface Registry {

    /** @return the schema's id, new or old */
    int register(String subject, Schema schema);

    /** @return the id of a schema that is registered under the subject */
    int lookUp(String subject, Schema schema);

    Registered latest(String subject);

    /** @param topic for the message only */
    Schema schema(String topic, int id);

    /** A schema as the registry holds it. */
    record Registered(int id, int version, Schema schema) {}
}
