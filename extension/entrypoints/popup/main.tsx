import { showPopup } from './show-popup.tsx';

showPopup(new URLSearchParams(location.search).has('for') ? 'window' : 'popup');
