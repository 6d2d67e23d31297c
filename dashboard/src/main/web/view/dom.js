// Elements out of data. Text goes in as text nodes only: names and messages of providers are hostile input.

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 */

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `on…` are listeners, null and false leave the attribute away
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else set(element, name, value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) element.append(String(child) === child || typeof child === 'number' ? document.createTextNode(String(child)) : child);
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...Node} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children);
  return element;
}

/**
 * Sets an attribute only where it changes, so that screen readers and style are left alone.
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 */
export function set(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? '' : String(value));
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/**
 * Lays the children as given, moving what is there and touching nothing that already stands right. What is moved keeps the
 * focus.
 * @param {Element} parent
 * @param {Element[]} wanted
 */
export function lay(parent, wanted) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  let at = parent.firstElementChild;
  for (const child of wanted) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
  if (focused && focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}
