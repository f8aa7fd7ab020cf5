// What an address asks of a page's looks, before anything is painted: `?embed` for a frame in
// another page, `?embed=picture` for its picture alone, `?scheme=dark` or `light`. A classic script: modules come after the first paint.
{
  const asked = new URLSearchParams(location.search);
  const page = document.documentElement;
  if (asked.has('embed')) page.dataset.embed = asked.get('embed') ?? '';
  const scheme = asked.get('scheme');
  if (scheme === 'dark' || scheme === 'light') page.style.colorScheme = scheme;
}
