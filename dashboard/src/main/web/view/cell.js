// One model in one region: state, p95, error rate, the last hour. A link, so that it can be opened elsewhere and sent.
import { millis, percent, span } from '../app/format.js';
import { reasonWords, STATES, whose } from '../app/words.js';
import { writePlace } from '../app/place.js';
import { h, say, set } from './dom.js';
import { stateMark } from './icon.js';
import { sparkline } from './sparkline.js';

const STALE_MS = 120_000;

/** @param {View} view */
export function cell(view) {
  const mark = stateMark('unknown');
  const spark = sparkline();
  const region = h('span', { class: 'region' });
  const p95 = h('b', {});
  const rate = h('b', {});
  const more = h('span', { class: 'more' });
  const link = h('a', { class: 'cell', tabindex: -1 }, region, mark.element, more,
    h('span', { class: 'figure p95' }, h('i', {}, 'p95 '), p95), h('span', { class: 'figure rate' }, h('i', {}, 'errors '), rate), spark.element);
  return {
    element: link,
    /**
     * @param {Series[]} series of this model and region, the worst first
     * @param {number} now
     */
    update(series, now) {
      const [worst] = series;
      const shortest = worst.windows[0];
      const age = shortest ? now - shortest.as_of : null;
      const old = age !== null && age > STALE_MS + shortest.size_ms;
      set(link, 'data-key', worst.key);
      set(link, 'data-state', worst.state);
      set(link, 'data-old', old);
      set(link, 'href', writePlace({ ...view, series: worst.key }));
      mark.update(worst.state);
      say(region, worst.region);
      say(more, old ? `${span(/** @type {number} */ (age))} old` : series.length > 1 ? `1 of ${series.length}` : '');
      say(p95, millis(worst.p95_ms));
      set(p95, 'data-few', worst.p95_ms !== null && !worst.p95_sufficient);
      say(rate, shortest && shortest.attempts > 0 ? percent(shortest.error_rate) : '–');
      spark.update(worst.spark);
      set(link, 'aria-label', label(worst, series.length, old ? /** @type {number} */ (age) : null, now));
    },
  };
}

/**
 * What a screen reader says of a cell.
 * @param {Series} worst
 * @param {number} of
 * @param {number | null} age where it is stale
 * @param {number} now
 */
function label(worst, of, age, now) {
  const shortest = worst.windows[0];
  const parts = [`${worst.model} in ${worst.region}`, STATES[worst.state].word];
  if (worst.state !== 'healthy') parts.push(reasonWords(worst.reason));
  if (worst.state !== 'healthy' && worst.since !== null) parts.push(`for ${span(now - worst.since)}`.replace(/ \d+ s$/, ''));
  if (worst.fault_domain) parts.push(`fault: ${whose(worst)}`);
  parts.push(`p95 ${millis(worst.p95_ms)}${worst.p95_ms !== null && !worst.p95_sufficient ? ', few samples' : ''}`);
  if (shortest && shortest.attempts > 0) parts.push(`errors ${percent(shortest.error_rate)}`);
  if (age !== null) parts.push('stale');
  if (of > 1) parts.push(`worst of ${of} targets`);
  return parts.join(', ');
}
