// Light, dark, or as the system has it.
const NEXT = /** @type {Record<string, string>} */ ({ auto: 'light', light: 'dark', dark: 'auto' });

function theme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

export function themeName() {
  return `Theme: ${theme()}`;
}

export function toggleTheme() {
  const next = NEXT[theme()] ?? 'auto';
  localStorage.setItem('theme', next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}
