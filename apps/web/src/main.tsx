import '@xyflow/react/dist/base.css';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page: index.html is not the one this app was built with');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
