// Which silence holds an alert, decided as the alert consumer does: by Alertmanager's matchers.
const FORM = /^(\w+)(=~|!~|!=|=)"((?:[^"\\]|\\.)*)"$/s;

/**
 * @param {Silence[]} silences
 * @param {Alert} alert
 * @param {number} now
 */
export function silenceOf(silences, alert, now) {
  /** @type {Record<string, string>} */
  const labels = { ...alert.labels, alertname: alert.rule, severity: alert.severity, alertstate: alert.state, scope: alert.scope ?? '', fault_domain: alert.fault_domain ?? '' };
  return silences.find((each) => Date.parse(each.starts_at) <= now && now < Date.parse(each.ends_at) && each.matchers.every((matcher) => matches(matcher, labels)));
}

/**
 * This rule on this series' labels and nothing wider.
 * @param {Alert} alert
 */
export function matchersOf(alert) {
  const labels = ['provider', 'model', 'endpoint', 'region'].filter((name) => alert.labels[name] && alert.labels[name] !== '*');
  return [`alertname=${quote(alert.rule)}`, ...labels.map((name) => `${name}=${quote(alert.labels[name])}`)];
}

/**
 * @param {string} matcher
 * @param {Record<string, string>} labels a label that is not there is empty text
 */
function matches(matcher, labels) {
  const [, label, operator, quoted] = FORM.exec(matcher) ?? [];
  if (label === undefined) return false;
  const wanted = quoted.replace(/\\(.)/gs, (_, c) => (c === 'n' ? '\n' : c));
  const found = labels[label] ?? '';
  const same = operator.endsWith('~') ? expression(wanted, found) : wanted === found;
  return same !== operator.startsWith('!');
}

/**
 * What only the other dialect understands is not shown as silenced here.
 * @param {string} wanted
 * @param {string} found
 */
function expression(wanted, found) {
  try {
    return new RegExp(`^(?:${wanted})$`, 's').test(found);
  } catch {
    return false;
  }
}

/** @param {string} value */
function quote(value) {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
