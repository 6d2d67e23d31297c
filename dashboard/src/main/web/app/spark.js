// The sparkline's hour, kept up to date from the windows that come live.

const MINUTE = 60_000;

/**
 * @param {Spark | undefined} spark
 * @param {MetricWindow[]} windows
 * @returns {Spark | undefined} the same one, or one that knows the newest window
 */
export function advance(spark, windows) {
  const window = windows.find((each) => each.size_ms === MINUTE);
  if (!spark || !window) return spark;
  const index = Math.round((window.end - spark.first_end) / spark.step_ms);
  if (spark.first_end + index * spark.step_ms !== window.end || index < 0) return spark;
  const length = spark.p95_ms.length;
  const by = Math.min(length, Math.max(0, index - length + 1));
  return {
    first_end: spark.first_end + Math.max(0, index - length + 1) * spark.step_ms,
    step_ms: spark.step_ms,
    p95_ms: put(spark.p95_ms, by, Math.min(index, length - 1), window.latency_p95_ms),
    error_rate: put(spark.error_rate, by, Math.min(index, length - 1), window.error_rate),
  };
}

/**
 * @param {(number | null)[]} values
 * @param {number} by how many fall out on the left
 * @param {number} at
 * @param {number | null} value
 */
function put(values, by, at, value) {
  const moved = values.slice(by).concat(new Array(by).fill(null));
  moved[at] = value;
  return moved;
}
