// The closed sets of the contract in words: states, whose fault, reasons. Each state has a word and a shape, never a colour alone.

/** @type {Record<State, {word: string, shape: string, rank: number}>} */
export const STATES = {
  error: { word: 'failing', shape: 'M2 2l12 12M14 2L2 14', rank: 0 },
  degraded: { word: 'degraded', shape: 'M8 1.5L15 14.5H1z', rank: 1 },
  silent: { word: 'silent', shape: 'M1.5 8h13', rank: 2 },
  unknown: { word: 'unknown', shape: 'M4 4h8v8H4z', rank: 3 },
  healthy: { word: 'healthy', shape: 'M2 8.5l4 4.5 8-10', rank: 4 },
};

/** @type {Record<string, string>} */
const REASONS = {
  ok: 'all attempts succeed',
  alert_firing: 'an alert fires',
  alert_pending: 'an alert is about to fire',
  most_attempts_fail: 'most attempts fail',
  some_attempts_fail: 'some attempts fail',
  no_attempts: 'nobody probed it',
  alert_no_data: 'a rule finds no data',
  alert_unjudged: 'a rule cannot be judged',
  no_record: 'no record came',
  nothing_read: 'nothing read yet',
};

/** @param {string} reason */
export function reasonWords(reason) {
  return REASONS[reason] ?? reason.replaceAll('_', ' ');
}

/** @type {Record<string, string>} */
const FAULTS = {
  provider: 'provider',
  account: 'us (account: quota, billing or rate limit)',
  config: 'us (configuration)',
  network: 'us (network)',
  prober: 'us (prober)',
};

/** @type {Record<string, string>} */
const SCOPES = {
  provider: 'provider (all its models)',
  model: 'provider (this model)',
  region: 'one region only (its edge, or our network there)',
  account: FAULTS.account,
  ours: 'us',
};

/**
 * Whose fault it is: the provider's, ours, or one region's.
 * @param {{scope?: string | null, fault_domain: string | null}} alert
 */
export function whose({ scope, fault_domain }) {
  const fault = fault_domain ? FAULTS[fault_domain] : undefined;
  if (fault?.startsWith('us')) return scope === 'region' ? `${fault}, one region only` : fault;
  if (scope === 'region' && fault) return `${fault}, one region only`;
  return fault ?? (scope ? SCOPES[scope] : undefined) ?? 'cause not known yet';
}
