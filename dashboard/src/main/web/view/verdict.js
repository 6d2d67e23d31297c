// The line on top, the tab's title, and the word to screen readers when it changes.
import { isLive, newsAge, shownTime } from '../app/state.js';
import { verdict } from '../app/verdict.js';
import { byId, say, set } from './dom.js';

let heard = '';

/**
 * @param {PageState} state
 * @param {number} now
 */
export function updateVerdict(state, now) {
  if (!state.loaded) return;
  const following = state.progress === null || state.progress.following;
  const told = verdict(state, now, newsAge(state), following, isLive(state) ? null : shownTime(state));
  say(byId('verdict'), told.text);
  set(/** @type {Element} */ (document.querySelector('.verdict')), 'data-state', told.state);
  const firing = [...state.alerts.values()].filter((alert) => alert.state === 'firing').length;
  const title = `${firing > 0 ? `(${firing} firing) ` : ''}Probeline`;
  if (document.title !== title) document.title = title;
  if (told.heard !== heard) {
    heard = told.heard;
    say(byId('live'), told.heard);
  }
}
