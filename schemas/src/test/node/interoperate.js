// Reads lines "subject hex", decodes each record with an independent client, checks that its id is the subject's latest,
// changes its first field, and answers with one JSON line each: what it read, and the same and the changed record as it writes them.
const { SchemaRegistry } = require("@kafkajs/confluent-schema-registry");
const readline = require("node:readline");

const registry = new SchemaRegistry({ host: process.argv[2] });

async function answer(line) {
  const [subject, hex] = line.split(" ");
  const bytes = Buffer.from(hex, "hex");
  const record = await registry.decode(bytes);
  const id = await registry.getLatestSchemaId(subject);
  const text = Object.keys(record)[0]; // the first field of each schema is a string
  const changed = Object.assign(Object.create(Object.getPrototypeOf(record)), record, { [text]: "from-node" });
  return {
    id,
    record,
    same: (await registry.encode(id, record)).toString("hex"),
    changed: (await registry.encode(id, changed)).toString("hex"),
  };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(line)));
  }
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
