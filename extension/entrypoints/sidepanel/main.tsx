import { showPopup } from '#extension/entrypoints/popup/show-popup.tsx';

showPopup('side');
