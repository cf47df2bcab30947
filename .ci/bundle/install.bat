@echo off
rem Installs plangraph from the wheels folder beside this file. No internet is used.
setlocal
chcp 65001 >nul
set "TARGET=%LOCALAPPDATA%\plangraph"
set "PY="
for %%V in (3.13 3.12 3.11) do (
  if not defined PY py -%%V -c "import sys" >nul 2>&1 && set "PY=py -%%V"
)
if not defined PY python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>&1 && set "PY=python"
if not defined PY (
  echo Python 3.11 から 3.13 が見つかりません。情報システム担当に導入を依頼してください。
  pause
  exit /b 3
)
%PY% -m venv "%TARGET%" || goto failed
"%TARGET%\Scripts\python.exe" -m pip install --disable-pip-version-check --quiet --no-index --find-links "%~dp0wheels" --upgrade plangraph || goto failed
"%TARGET%\Scripts\plangraph.exe" --version || goto failed
echo インストールが終わりました。計画のファイルを check.bat の上に重ねて放すと、点検します。
pause
exit /b 0

:failed
echo インストールできませんでした。上の表示を情報システム担当に見せてください。
pause
exit /b 3
