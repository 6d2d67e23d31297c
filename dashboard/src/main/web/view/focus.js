// Where the focus goes when what holds it is made anew: to the control of the same name in the same part, else to the first one.

/** @param {Element} control */
function nameOf(control) {
  const part = control.closest('[data-part]')?.getAttribute('data-part') ?? '';
  return `${part} ${control.getAttribute('aria-label') ?? control.textContent ?? ''}`;
}

/**
 * @param {Element} old
 * @returns {(made: Element) => void} to be called once the new one stands
 */
export function keepFocus(old) {
  const focused = document.activeElement;
  if (!focused || !old.contains(focused)) return () => {};
  const name = nameOf(focused);
  return (made) => {
    const controls = /** @type {HTMLElement[]} */ ([...made.querySelectorAll('summary, button, a, select, input')]);
    (controls.find((each) => nameOf(each) === name) ?? controls[0])?.focus();
  };
}
