// What people said about alerts: silences and acknowledgements, read from the alert consumer and sent to it.
import { call } from './api.js';
import { backOff } from './stream.js';

/** The alert consumer hears an action over its topic, a moment after it has taken it. */
const SETTLES_MS = [0, 1200, 3000];
/** How soon somebody else's word is seen here. */
const LOOK_MS = 15_000;

/**
 * @param {PageState} state
 * @param {() => void} draw
 */
export function quietening(state, draw) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retrying;
  let failures = 0;

  /** Where no alert consumer is configured there is nothing to read. */
  async function load() {
    if (!state.session.actions) return;
    const [silences, acknowledgements] = await Promise.all(['silences', 'acknowledgements'].map((path) => call(path).catch(() => null)));
    if (silences) state.silences = silences.silences;
    clearTimeout(retrying);
    failures = silences && acknowledgements ? 0 : failures + 1;
    // Another page asked at the same moment, or the alert consumer is away.
    if (failures > 0) retrying = setTimeout(load, backOff(failures, Math.random()));
    if (acknowledgements) {
      state.acknowledged = new Map(acknowledgements.incidents.filter((/** @type {Acknowledged} */ each) => each.acknowledged_by)
        .flatMap((/** @type {Acknowledged} */ each) => each.alert_ids.map((id) => [id, each.acknowledged_by])));
    }
    draw();
  }

  /**
   * @param {string} path
   * @param {'POST' | 'DELETE'} method
   * @param {any} [body]
   */
  async function say(path, method, body) {
    await call(path, { method, body });
    for (const wait of SETTLES_MS) setTimeout(load, wait);
  }

  setInterval(() => {
    if (document.visibilityState === 'visible' && (state.alerts.size > 0 || state.silences.length > 0)) load();
  }, LOOK_MS);

  return {
    load,
    act: {
      /** @param {Alert} alert */
      acknowledge: (alert) => say('acknowledgements', 'POST', { alert_id: alert.alert_id }),
      /**
       * @param {string[]} matchers
       * @param {string} length
       * @param {string} comment
       */
      silence: (matchers, length, comment) => say('silences', 'POST', { matchers, for: length, comment }),
      /** @param {string} id */
      end: (id) => say(`silences/${encodeURIComponent(id)}`, 'DELETE'),
    },
  };
}
