package dev.probeline.quickstart.registry;

import org.apache.avro.Schema;

/** One version of a subject. The id is the schema's, shared by every subject that holds the same schema. */
record RegisteredSchema(String subject, int version, int id, Schema schema) {}
