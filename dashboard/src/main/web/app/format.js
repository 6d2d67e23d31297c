// Numbers and times as a tired person reads them.

/** @param {number | null | undefined} ms */
export function millis(ms) {
  if (ms === null || ms === undefined) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${(ms / 1000).toFixed(1)} s`;
}

/** @param {number | null | undefined} share 0 to 1 */
export function percent(share) {
  if (share === null || share === undefined) return '–';
  const value = share * 100;
  return value === 0 || value >= 10 ? `${Math.round(value)} %` : `${value.toFixed(1)} %`;
}

/** @param {number} ms */
export function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min${s < 600 && s % 60 ? ` ${s % 60} s` : ''}`;
  const minutes = Math.floor((s % 3600) / 60);
  return `${Math.floor(s / 3600)} h${minutes ? ` ${minutes} min` : ''}`;
}

/** @param {number | null | undefined} n */
export function count(n) {
  return n === null || n === undefined ? '–' : n.toLocaleString('en');
}

/** @param {number | null | undefined} usd */
export function dollars(usd) {
  return usd === null || usd === undefined ? '–' : `$${usd < 0.1 && usd > 0 ? Number(usd.toPrecision(2)) : usd.toFixed(2)}`;
}

/** @param {string} word  snake_case of the contract */
export function plain(word) {
  return word.replaceAll('_', ' ');
}

/** @param {string[]} names */
export function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/**
 * @param {number | null | undefined} value
 * @param {string | null} column of the history, which tells the unit
 */
export function measured(value, column) {
  if (value === null || value === undefined) return '–';
  if (column?.endsWith('_ms')) return millis(value);
  if (column === 'error_rate' || column === 'availability' || column === 'completeness' || column?.startsWith('headroom')) return percent(value);
  if (column === 'cost_usd') return dollars(value);
  return count(Math.round(value * 1000) / 1000);
}
