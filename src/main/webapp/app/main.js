import "./components/CruddurApp.js";
