@echo off
rem Drop a plan on this file: it is checked, and the report opens.
setlocal
chcp 65001 >nul
set "TOOL=%LOCALAPPDATA%\plangraph\Scripts\plangraph.exe"
if not exist "%TOOL%" (
  echo 先に install.bat を実行してください。
  pause
  exit /b 3
)
if "%~1"=="" (
  echo 計画のファイルかフォルダーを、このファイルの上に重ねて放してください。
  pause
  exit /b 2
)
:next
if "%~1"=="" exit /b 0
set "REPORT=%~dpn1-点検結果.html"
"%TOOL%" check "%~1" --lang ja --format html -o "%REPORT%"
if errorlevel 2 (
  echo 点検できませんでした。上の表示をお確かめください。
  pause
) else (
  start "" "%REPORT%"
)
shift
goto next
