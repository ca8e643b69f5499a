/* What the admin's own scripts leave out: names for its autocompletes, and a warning before work is lost. */
(() => {
  const name = box => {
    const select = box.previousElementSibling;
    const label = select && (document.querySelector(`label[for="${select.id}"]`) || column(select));
    const words = label ? label.textContent.replace(/:\s*$/, '').trim() : '';
    const shown = box.querySelector('[role=combobox], .select2-search__field');
    if (!words || !shown) return;
    const chosen = box.querySelector('.select2-selection__rendered');
    shown.removeAttribute('aria-labelledby');
    shown.setAttribute('aria-label', chosen && chosen.title ? `${words}: ${chosen.title}` : words);
  };
  const column = select => {
    const cell = select.closest('td');
    return cell && cell.closest('table').querySelector(`thead tr`).children[[...cell.parentElement.children].indexOf(cell)];
  };
  const nameAll = () => document.querySelectorAll('.select2-container').forEach(name);
  const watch = new MutationObserver(nameAll);

  document.addEventListener('DOMContentLoaded', () => {
    nameAll();
    watch.observe(document.body, {childList: true, subtree: true});
  });
  addEventListener('load', nameAll);

  let unsaved = false;
  document.addEventListener('input', event => { unsaved = unsaved || Boolean(event.target.closest('.change-form form[method=post]')); });
  document.addEventListener('submit', () => { unsaved = false; });
  addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });
})();
