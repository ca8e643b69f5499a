/* What the admin's own scripts leave out: names for their controls, filters out of the way, a warning before work is lost. */
(() => {
  const words = label => label ? label.textContent.replace(/:\s*$/, '').trim() : '';
  const labelOf = id => words(document.querySelector(`label[for="${id}"]`));
  const name = box => {
    const label = box.previousElementSibling && labelOf(box.previousElementSibling.id);
    if (!label) return;
    const chosen = box.querySelector('.select2-selection__rendered');
    box.querySelectorAll('[role=combobox], [role=textbox], .select2-search__field').forEach(shown => {
      shown.removeAttribute('aria-labelledby');
      shown.setAttribute('aria-label', chosen && chosen.title ? `${label}: ${chosen.title}` : label);
    });
  };
  const nameAll = () => {
    document.querySelectorAll('.select2-container').forEach(name);
    document.querySelectorAll('.search-label-icon').forEach(icon => icon.setAttribute('role', 'img'));
    document.querySelectorAll('.datetime input').forEach(part => {
      const label = words(part.closest('.flex-container').querySelector('label, legend'));
      part.setAttribute('aria-label', `${label}: ${part.classList.contains('vTimeField') ? 'time' : 'date'}`);
    });
  };
  const watch = new MutationObserver(nameAll);

  document.addEventListener('DOMContentLoaded', () => {
    nameAll();
    watch.observe(document.body, {childList: true, subtree: true});
  });
  addEventListener('load', nameAll);

  const labelCells = list => [...list.tBodies[0].rows].forEach(row => [...row.cells].forEach((cell, place) => {
    const head = list.tHead.rows[0].cells[place].querySelector('.text');
    if (head && cell.tagName === 'TD' && !cell.matches('.action-checkbox')) cell.dataset.label = words(head);
  }));
  document.querySelectorAll('#result_list').forEach(labelCells);

  const wide = matchMedia('(min-width:768px)');
  const fold = () => document.querySelectorAll('details.filters').forEach(filters => { filters.open = wide.matches; });
  wide.addEventListener('change', fold);
  fold();

  // A page has smaller forms beside that of the record: to send one of them saves nothing of what was typed there.
  const former = document.querySelector('.former');
  const unsaved = new Set(former ? [former.closest('form')] : []);
  const touched = event => {
    const form = event.target.closest && event.target.closest('.change-form form[method=post]');
    if (form) unsaved.add(form);
  };
  document.addEventListener('input', touched);
  document.addEventListener('change', touched);
  // The autocompletes tell jQuery alone; a row that was added or taken away is work too.
  if (window.django && django.jQuery) django.jQuery(document).on('select2:select select2:unselect formset:removed', touched);
  document.addEventListener('formset:added', touched);
  document.addEventListener('formset:removed', touched);
  const whole = form => form.id.endsWith('_form');
  document.addEventListener('submit', event => {
    if (whole(event.target)) unsaved.clear();
    else [...unsaved].filter(form => !whole(form)).forEach(form => unsaved.delete(form));
  });
  addEventListener('beforeunload', event => { if (unsaved.size) event.preventDefault(); });
})();
