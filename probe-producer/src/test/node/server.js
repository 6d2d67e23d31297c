// Starts the mock server with a few answers, and prints where it listens.
const { LLMock } = require("@copilotkit/aimock");

const server = new LLMock({ port: 0, host: "127.0.0.1" });
const pace = { chunkSize: 5, streamingProfile: { ttft: 50, tps: 200 } };

for (const [name, status, type] of [
  ["fail-429", 429, "rate_limit_error"],
  ["fail-500", 500, "api_error"],
  ["fail-401", 401, "authentication_error"],
]) {
  server.onMessage(new RegExp(name), { error: { message: "as told", type }, status });
}
server.onMessage(/cut/, { content: "one, two, three, four, five" }, { ...pace, truncateAfterChunks: 3 });
server.onMessage(/Count/, { content: "one, two, three, four, five" }, pace);

server.start().then(() => console.log(server.url));
