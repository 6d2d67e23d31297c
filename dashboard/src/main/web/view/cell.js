// One model in one region: state, p95, error rate, the last hour. A link, so that it can be opened elsewhere and sent.
import { millis, percent, span } from '../app/format.js';
import { judged } from '../app/series.js';
import { reasonWords, whose } from '../app/words.js';
import { writePlace } from '../app/place.js';
import { h, say, set } from './dom.js';
import { stateMark } from './icon.js';
import { sparkline } from './sparkline.js';

const STALE_MS = 120_000;

/** @param {View} view */
export function cell(view) {
  const mark = stateMark('unknown');
  const spark = sparkline();
  const name = h('span', { class: 'unseen' });
  const region = h('span', { class: 'region', 'aria-hidden': 'true' });
  const why = h('span', { class: 'unseen' });
  const p95 = h('b', {});
  const rate = h('b', {});
  const more = h('span', { class: 'more' });
  const link = h('a', { class: 'cell', tabindex: -1 }, name, region, mark.element, more,
    h('span', { class: 'figure p95' }, h('i', {}, 'p95 '), p95), h('span', { class: 'figure rate' }, h('i', {}, 'errors '), rate), why, spark.element);
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
      const window = judged(worst);
      say(rate, window && window.attempts > 0 ? percent(window.error_rate) : '–');
      spark.update(worst.spark);
      say(name, `${worst.model} in ${worst.region}`);
      say(why, aside(worst, now));
    },
  };
}

/**
 * What the colours and thin digits of a cell say, for who does not see them.
 * @param {Series} worst
 * @param {number} now
 */
function aside(worst, now) {
  const parts = [];
  if (worst.p95_ms !== null && !worst.p95_sufficient) parts.push('few samples');
  if (worst.state !== 'healthy') parts.push(reasonWords(worst.reason));
  if (worst.state !== 'healthy' && worst.since !== null) parts.push(`for ${span(now - worst.since)}`.replace(/ \d+ s$/, ''));
  if (worst.fault_domain) parts.push(`fault: ${whose(worst)}`);
  return parts.join(', ');
}
