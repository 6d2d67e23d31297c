// One series as the service judges it.

/**
 * The window its state follows from: a figure beside the state is of this one, or the two contradict each other.
 * @param {Series} series
 * @returns {MetricWindow | undefined}
 */
export function judged(series) {
  return series.windows.find((each) => each.size_ms === series.state_window_ms) ?? series.windows[0];
}

/**
 * Whether one series is part of another, which may be a roll-up, or is it.
 * @param {string} rollUp
 * @param {string} key
 */
export function covers(rollUp, key) {
  const labels = key.split('|');
  return rollUp.split('|').every((label, i) => label === '*' || label === labels[i]);
}
