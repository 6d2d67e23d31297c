// Runs before the first paint, so that a page wanted dark never flashes light.
(() => {
  const wanted = localStorage.getItem('theme');
  if (wanted === 'light' || wanted === 'dark') document.documentElement.dataset.theme = wanted;
})();
