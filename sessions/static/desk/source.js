/* Words selected in the text of a source go into the form as places. Places count code points, JavaScript counts UTF-16. */
(() => {
  const area = document.getElementById('source-text');
  const first = document.getElementById('id_start'), last = document.getElementById('id_end');
  if (!area || !first || !last) return;
  const said = document.querySelector('[data-chosen]');
  // Chromium moves no caret through what is marked read-only: the mark goes, and nothing that is typed is let in.
  let kept = area.value;
  area.readOnly = false;
  area.inputMode = 'none';
  area.setAttribute('aria-readonly', 'true');
  area.addEventListener('beforeinput', event => event.preventDefault());
  area.addEventListener('input', () => { area.value = kept; });

  const points = units => [...area.value.slice(0, units)].length;
  const units = points => [...area.value].slice(0, Math.max(points, 0)).join('').length;

  const put = (field, value) => {
    if (field.value === String(value)) return;
    field.value = value;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  };
  const choose = () => {
    const words = area.value.slice(area.selectionStart, area.selectionEnd);
    if (document.activeElement !== area || !words.trim()) return;
    const from = points(area.selectionStart + words.length - words.trimStart().length);
    const to = from + [...words.trim()].length;
    const start = Number(area.dataset.start);
    put(first, start + from);
    put(last, start + to);
    const shown = words.trim().replace(/\s+/g, ' ');
    said.textContent = `Chosen, ${start + from}–${start + to}: “${shown.length > 200 ? `${shown.slice(0, 120)} … ${shown.slice(-60)}` : shown}”`;
  };
  const show = (from, to) => {
    const start = Number(area.dataset.start), whole = area.value;
    const here = [units(from - start), units(to - start)];
    area.value = whole.slice(0, here[0]);
    const above = area.scrollHeight;
    area.value = whole;
    area.setSelectionRange(...here);
    area.scrollTop = Math.max(above - area.clientHeight / 2, 0);
  };
  ['select', 'keyup', 'mouseup'].forEach(kind => area.addEventListener(kind, choose));
  document.addEventListener('selectionchange', choose);
  if (area.dataset.from) show(Number(area.dataset.from), Number(area.dataset.to));
  // What is selected shows only where the keyboard is; beside a form it has its own work.
  if (area.dataset.from && !area.dataset.pages) area.focus({preventScroll: true});

  const turns = [...document.querySelectorAll('[data-turn]')];
  const load = (address, number) => fetch(`${address}?number=${number}`, {headers: {Accept: 'application/json'}})
    .then(answer => { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then(page => {
      area.value = kept = page.text;
      Object.assign(area.dataset, {start: page.start, number: page.number, last: page.last});
      area.scrollTop = 0;
      area.disabled = false;
      document.querySelector('[data-page]').textContent = `Page ${page.number} of ${page.last}`;
      turns.forEach(turn => {
        const next = page.number + Number(turn.dataset.turn);
        turn.hidden = next < 1 || next > page.last;
      });
    })
    .catch(() => {
      area.disabled = true;
      said.textContent = 'The text of this source cannot be shown here.';
    });
  turns.forEach(turn => turn.addEventListener('click', event => {
    event.preventDefault();
    load(area.dataset.pages, Number(area.dataset.number) + Number(turn.dataset.turn)).then(() => area.focus());
  }));

  const source = document.getElementById('id_source'), {jQuery} = window.django || {};
  if (source && jQuery && area.dataset.pages) jQuery(source).on('change', () => {
    if (!source.value || source.value === area.dataset.source) return;
    area.dataset.pages = area.dataset.pages.replace(/\d+(?=\/page\/$)/, source.value);
    area.dataset.source = source.value;
    said.textContent = '';
    load(area.dataset.pages, 1);
  });
})();
