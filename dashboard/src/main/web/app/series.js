// One series as the service judges it.

/**
 * The window its state follows from: a figure beside the state is of this one, or the two contradict each other.
 * @param {Series} series
 * @returns {MetricWindow | undefined}
 */
export function judged(series) {
  return series.windows.find((each) => each.size_ms === series.state_window_ms) ?? series.windows[0];
}
