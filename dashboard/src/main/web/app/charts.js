// What the charts show, as columns: pure, out of the service's history. How it is drawn is elsewhere.

/**
 * @typedef {{label: string, values: (number | null)[], column: string, kind?: 'line' | 'area' | 'bar' | 'faint', tone: number, axis?: 'y' | 'right'}} Line
 * @typedef {{id: string, title: string, unit: string, x: number[], lines: Line[], band?: [number, number], stacked?: boolean, top?: number}} Chart
 */

const LEAST_MS = 300_000;

/**
 * @param {History} history
 * @param {Attempts | null} attempts
 * @returns {Chart[]}
 */
export function charts(history, attempts) {
  const { columns } = history;
  const x = Array.from({ length: history.count }, (_, i) => (history.first_end + i * history.step_ms) / 1000);
  /** @type {(label: string, column: string, tone: number, more?: Partial<Line>) => Line} */
  const line = (label, column, tone, more = {}) => ({ label, column, tone, values: columns[column] ?? [], ...more });
  const all = /** @type {Chart[]} */ ([
    { id: 'latency', title: 'Latency', unit: 'ms', x, band: [2, 0], lines: [line('p50', 'latency_p50_ms', 1), line('p95', 'latency_p95_ms', 0), line('p99', 'latency_p99_ms', 2, { kind: 'faint' })] },
    { id: 'ttft', title: 'Time to first token', unit: 'ms', x, band: [1, 0], lines: [line('p50', 'ttft_p50_ms', 1), line('p95', 'ttft_p95_ms', 0)] },
    { id: 'errors', title: 'Failed attempts by type', unit: 'share', x, stacked: true, top: 1, lines: errorLines(history) },
    { id: 'tokens', title: 'Tokens and cost per minute', unit: 'tokens', x, lines: [line('prompt', 'prompt_tokens', 1), line('completion', 'completion_tokens', 0), line('cost', 'cost_usd', 2, { axis: 'right' })] },
    { id: 'headroom', title: 'Rate-limit headroom', unit: 'share', x, top: 1, lines: [line('requests', 'headroom_requests', 0), line('tokens', 'headroom_tokens', 1)] },
  ]);
  if (attempts) all.push(phases(attempts));
  return all.map((chart) => ({ ...chart, lines: chart.lines.filter((each) => each.values.some((value) => value !== null && (chart.stacked !== true || value !== 0))) }));
}

/**
 * Where charts begin: what lies before the first result would only press the rest together.
 * @param {History} history
 * @param {number} from
 * @param {number} to
 */
export function knownFrom(history, from, to) {
  const first = (history.columns.attempts ?? []).findIndex((n) => n !== null);
  if (first < 0) return from;
  return Math.max(from, Math.min(history.first_end + first * history.step_ms - history.step_ms, to - LEAST_MS));
}

/**
 * Each type's share of all attempts, so that the stack's top is the error rate.
 * @param {History} history
 * @returns {Line[]}
 */
function errorLines(history) {
  const attempts = history.columns.attempts ?? [];
  return Object.entries(history.errors)
    .sort((a, b) => sum(b[1]) - sum(a[1]))
    .map(([type, counts], i) => ({
      label: type.replaceAll('_', ' '),
      column: 'error_rate',
      tone: i,
      kind: 'bar',
      values: counts.map((n, at) => (attempts[at] ? (n ?? 0) / /** @type {number} */ (attempts[at]) : null)),
    }));
}

/**
 * Where the time of the last attempts went; the parts stand on each other.
 * @param {Attempts} attempts
 * @returns {Chart}
 */
function phases(attempts) {
  const get = (/** @type {string} */ name) => /** @type {(number | null)[]} */ (attempts[name] ?? []);
  const minus = (/** @type {string} */ a, /** @type {string} */ b) => get(a).map((value, i) => (value === null || get(b)[i] === null ? null : Math.max(0, value - /** @type {number} */ (get(b)[i]))));
  const parts = /** @type {[string, (number | null)[]][]} */ ([
    ['DNS', get('dns_ms')],
    ['connect', get('connect_ms')],
    ['TLS', get('tls_ms')],
    ['first byte', get('ttfb_ms')],
    ['first token', minus('ttft_ms', 'ttfb_ms')],
    ['rest', rest(get)],
  ]);
  return {
    id: 'phases',
    title: 'Phases of the last attempts',
    unit: 'ms',
    x: attempts.completed_at.map((ms) => ms / 1000),
    stacked: true,
    lines: parts.map(([label, values], tone) => ({ label, values, tone, column: 'latency_ms', kind: 'bar' })),
  };
}

/** @param {(name: string) => (number | null)[]} get */
function rest(get) {
  return get('latency_ms').map((total, i) => {
    if (total === null) return null;
    const known = ['dns_ms', 'connect_ms', 'tls_ms'].reduce((all, name) => all + (get(name)[i] ?? 0), 0) + (get('ttft_ms')[i] ?? get('ttfb_ms')[i] ?? 0);
    return Math.max(0, total - known);
  });
}

/**
 * Values on top of those below them: the last line is the sum of all.
 * @param {(number | null)[][]} lines
 */
export function stack(lines) {
  /** @type {(number | null)[]} */
  let below = [];
  return lines.map((values) => (below = values.map((value, i) => (value === null && (below[i] ?? null) === null ? null : (value ?? 0) + (below[i] ?? 0)))));
}

/** @param {(number | null)[]} values */
function sum(values) {
  return values.reduce((/** @type {number} */ all, value) => all + (value ?? 0), 0);
}
