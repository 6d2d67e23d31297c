// An hour in a thumbnail: p95 as a line, failing minutes as bars, minutes without a result as gaps.
import { set, svg } from './dom.js';

const WIDTH = 90;
const HEIGHT = 22;

export function sparkline() {
  const bars = svg('path', { class: 'bars' });
  const line = svg('path', { class: 'line' });
  const element = svg('svg', { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars, line);
  return {
    element,
    /** @param {Spark | undefined} spark */
    update(spark) {
      set(bars, 'd', spark ? barPath(spark.error_rate) : '');
      set(line, 'd', spark ? linePath(spark.p95_ms) : '');
    },
  };
}

/** @param {(number | null)[]} values 0 to 1 */
function barPath(values) {
  const step = WIDTH / values.length;
  return values.map((value, i) => (value ? `M${round(i * step)} ${HEIGHT}v${-round(Math.max(2, value * HEIGHT))}h${round(step)}V${HEIGHT}z` : '')).join('');
}

/** @param {(number | null)[]} values */
function linePath(values) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const top = Math.max(...known) * 1.1;
  const step = WIDTH / values.length;
  let pen = 'M';
  let path = '';
  values.forEach((value, i) => {
    if (value === null) pen = 'M';
    else {
      path += `${pen}${round((i + 0.5) * step)} ${round(HEIGHT - (value / top) * (HEIGHT - 2) - 1)}`;
      if (pen === 'M') path += 'h.1';
      pen = 'L';
    }
  });
  return path;
}

/** @param {number} n */
function round(n) {
  return Math.round(n * 10) / 10;
}
