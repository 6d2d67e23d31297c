// What is looked at, in the address, so that it can be sent to somebody else.

export const RANGES = /** @type {Record<string, number>} */ ({ '15m': 900_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000 });

/**
 * @param {string} query
 * @returns {View}
 */
export function readPlace(query) {
  const parameters = new URLSearchParams(query);
  const from = Number(parameters.get('from'));
  const to = Number(parameters.get('to'));
  const range = parameters.get('range') ?? '';
  const zoomed = from > 0 && to > from;
  return {
    series: parameters.get('series') || null,
    search: parameters.get('q') ?? '',
    troubled: parameters.get('only') === 'trouble',
    range: range in RANGES ? range : '1h',
    from: zoomed ? from : null,
    to: zoomed ? to : null,
  };
}

/** @param {View} view */
export function writePlace(view) {
  const parameters = new URLSearchParams();
  if (view.series) parameters.set('series', view.series);
  if (view.search) parameters.set('q', view.search);
  if (view.troubled) parameters.set('only', 'trouble');
  if (view.range !== '1h') parameters.set('range', view.range);
  if (view.from !== null && view.to !== null) {
    parameters.set('from', String(Math.round(view.from)));
    parameters.set('to', String(Math.round(view.to)));
  }
  const query = parameters.toString();
  return query ? `?${query}` : './';
}

/**
 * @param {View} view
 * @param {number} now
 * @returns {{from: number, to: number}}
 */
export function interval(view, now) {
  if (view.from !== null && view.to !== null) return { from: view.from, to: view.to };
  return { from: now - RANGES[view.range], to: now };
}
