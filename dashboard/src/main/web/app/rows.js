// The grid's order: one row for each model and endpoint, one column for each region, trouble first.
import { STATES } from './words.js';

/**
 * @typedef {{id: string, provider: string, model: string, endpoint: string, rank: number, cells: Map<string, Series[]>}} Row
 */

/**
 * @param {Iterable<Series>} series
 * @param {{search: string, troubled: boolean}} view
 * @returns {{rows: Row[], regions: string[], hidden: number}}
 */
export function rows(series, { search, troubled }) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {Map<string, Row>} */
  const byModel = new Map();
  /** @type {Set<string>} */
  const regions = new Set();
  let hidden = 0;
  for (const each of series) {
    if (each.region === '*' || each.target === '*') continue;
    if (!matches(each, words) || (troubled && each.state === 'healthy')) {
      hidden++;
      continue;
    }
    const id = JSON.stringify([each.provider, each.model, each.endpoint]);
    let row = byModel.get(id);
    if (!row) byModel.set(id, (row = { id, provider: each.provider, model: each.model, endpoint: each.endpoint, rank: 9, cells: new Map() }));
    regions.add(each.region);
    row.rank = Math.min(row.rank, STATES[each.state].rank);
    const there = row.cells.get(each.region);
    if (there) there.push(each);
    else row.cells.set(each.region, [each]);
  }
  for (const row of byModel.values()) for (const cell of row.cells.values()) cell.sort((a, b) => STATES[a.state].rank - STATES[b.state].rank || (a.key < b.key ? -1 : 1));
  return { rows: [...byModel.values()].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)), regions: [...regions].sort(), hidden };
}

/**
 * @param {Series} series
 * @param {string[]} words all of which must be found
 */
function matches(series, words) {
  if (words.length === 0) return true;
  const text = [series.provider, series.model, series.endpoint, series.region, series.target, series.api_key_alias, series.state, STATES[series.state].word, series.fault_domain ?? ''].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
